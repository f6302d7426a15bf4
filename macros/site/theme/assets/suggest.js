/* Words that are selected can be corrected: offers the form with them filled in.
   Without this file, or without a forge, nothing is missing: each thing has its link. */
(() => {
  const LONGEST = 7000;
  const article = document.querySelector("article");
  if (!article || !article.querySelector(".suggest-change")) return;

  let offer = null;
  let dismissed = "";

  const close = () => { if (offer) { offer.remove(); offer = null; } };

  /* The link of the sentence, row, response or page that the words stand in. */
  const findLink = (start) => {
    const sentence = start.closest(".sentence");
    if (sentence) {
      const link = article.querySelector(".suggest-passages .suggest-change");
      return link && { link, item: sentence.id.toUpperCase().replace("-", ".") };
    }
    const around = start.closest("tr, .response, .against li, .sources li");
    const own = around
      ? around.querySelector(".suggest-change")
      : article.querySelector(".item-folds > .suggest .suggest-change");
    return own && { link: own };
  };

  const addressOf = ({ link, item }, words) => {
    const address = new URL(link.href);
    if (address.searchParams.get("template") !== "wording.yml") return null;
    if (item) {
      address.searchParams.set("item", item);
      address.searchParams.set("title", "Wording: " + item);
      address.searchParams.delete("version");
    }
    address.searchParams.set("current", words);
    return address.href.length > LONGEST ? null : address.href;
  };

  const show = (address, range) => {
    close();
    const link = build("a", { href: address, rel: "nofollow" }, "Suggest a change to this");
    const button = build("button", { type: "button", "aria-label": "Dismiss" }, "×");
    button.addEventListener("click", dismiss);
    offer = build("div", { class: "suggest-offer", role: "region", "aria-label": "The words selected" }, link, button);
    article.ownerDocument.body.append(offer);
    const place = range.getBoundingClientRect();
    const left = Math.min(place.left, window.innerWidth - offer.offsetWidth - 8);
    offer.style.left = window.scrollX + Math.max(8, left) + "px";
    offer.style.top = window.scrollY + place.bottom + 8 + "px";
  };

  const dismiss = () => {
    dismissed = String(document.getSelection());
    close();
  };

  const look = () => {
    if (offer && offer.contains(document.activeElement)) return;
    const selection = document.getSelection();
    const words = String(selection).replace(/\s+/g, " ").trim();
    if (selection.rangeCount === 0 || words.length < 3 || words === dismissed.trim()) return close();
    const range = selection.getRangeAt(0);
    const start = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
    const found = article.contains(range.commonAncestorContainer) && !start.closest(".suggest, .cite") && findLink(start);
    const address = found && addressOf(found, words);
    if (address) show(address, range); else close();
  };

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 300);
  });

  /* From the words the Tab key leads to the offer, and Escape takes it away. */
  document.addEventListener("keydown", (event) => {
    if (!offer) return;
    if (event.key === "Escape") {
      dismiss();
    } else if (event.key === "Tab" && !event.shiftKey && !offer.contains(document.activeElement)) {
      event.preventDefault();
      offer.querySelector("a").focus();
    }
  });
})();
