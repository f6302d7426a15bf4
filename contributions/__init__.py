"""What stands between the forge and the data: issues become pull requests, pull requests are shown.

It is no generator: it calls the one in `macros`, and `macros` knows nothing of it. Whatever
strangers wrote is data here, and leaves again only through `escape`.
"""
