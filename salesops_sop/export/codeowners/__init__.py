"""CODEOWNERS: whose review a host of code asks for, from owners and approvers."""
