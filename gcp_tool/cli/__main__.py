"""`python -m gcp_tool.cli`: the same as `gcp-tool`."""

from gcp_tool.cli import main

main()
