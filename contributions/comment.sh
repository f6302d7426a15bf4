# Writes the comment for one run of the workflow “Pull request”: the job that may write comments.
# Which pull request it is about is asked of the forge, never of the file.
set -euo pipefail

handover=$(mktemp --directory)
if ! gh run download "$RUN" --name review --dir "$handover"; then
  echo "There is no review to show."
  exit 0
fi

number=$(gh api "repos/$GH_REPO/pulls?state=open&per_page=100" --paginate \
  --jq ".[] | select(.head.sha == \"$HEAD_SHA\") | .number" | head --lines=1)
if [[ ! $number =~ ^[0-9]+$ ]]; then
  echo "No open pull request is at this commit any more."
  exit 0
fi

python3 -m contributions.comment "$handover/review.json" > "$handover/comment.md"
printf '\nThe whole site as it would be can be downloaded, as “preview”, from [this run](%s).\n' \
  "$RUN_URL" >> "$handover/comment.md"
gh pr comment "$number" --edit-last --create-if-none --body-file "$handover/comment.md"
