"""`sop completion`: the script that lets a shell complete commands, rules and documents."""

import click
from click.shell_completion import FishComplete, ZshComplete

from salesops_sop.cli.frame import terminal
from salesops_sop.cli.frame.command import command

# Bash takes a word apart at colons and equals signs (`role:vp-sales`, `discount=25`); here it is
# put together again.
BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' line word words=() given=
    for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
        if ((${#words[@]})) && [[ $word == [:=] || ${words[-1]} == *[:=] && $word != -* ]]; then
            words[-1]+=$word
        else
            words+=("$word")
        fi
    done
    [[ $COMP_WORDBREAKS == *:* && ${words[-1]} == *:* ]] && given=${words[-1]%%:*}:
    [[ $COMP_WORDBREAKS == *=* && ${words[-1]} == *=* ]] && given=${words[-1]%%=*}=
    COMPREPLY=()
    for line in $(COMP_WORDS="${words[*]}" COMP_CWORD=$((${#words[@]} - 1)) \\
        %(complete_var)s=bash_complete "$1" 2> /dev/null); do
        case $line in
            dir,*) compopt -o dirnames ;;
            file,*) compopt -o default ;;
            plain,*=) compopt -o nospace 2> /dev/null; COMPREPLY+=("${line#plain,}") ;;
            plain,*) word=${line#plain,}; COMPREPLY+=("${word#"$given"}") ;;
        esac
    done
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

TEMPLATES = {
    "bash": BASH,
    "zsh": ZshComplete.source_template,
    "fish": FishComplete.source_template,
}


@command(
    ('eval "$(sop completion bash)"', "in ~/.bashrc"),
    ('eval "$(sop completion zsh)"', "in ~/.zshrc, below compinit"),
    ("sop completion fish > ~/.config/fish/completions/sop.fish", "once"),
)
@click.argument("shell", type=click.Choice(list(TEMPLATES)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands in a shell.

    It completes commands, options, rules, kinds, and the documents of the handbook one is in.
    """
    name = context.find_root().info_name or "sop"
    plain = name.replace("-", "_")
    variables = {
        "prog_name": name,
        "complete_func": f"_{plain}_completion",
        "complete_var": f"_{plain}_COMPLETE".upper(),
    }
    terminal.data(TEMPLATES[shell] % variables)
