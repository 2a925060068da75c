import type { Command } from './command.ts';
import { exitCodes } from './exit-code.ts';

// Each asks for the words that fit, of all words up to the cursor; where there are none, for files.
const scripts = {
  bash: `# Completion of shakedown in bash: eval "$(shakedown completion bash)" in ~/.bashrc
_shakedown() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(shakedown --complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _shakedown shakedown`,
  zsh: `# Completion of shakedown in zsh: eval "$(shakedown completion zsh)" in ~/.zshrc, after compinit
_shakedown() {
  local -a found
  found=("\${(@f)$(shakedown --complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -a found; else _files; fi
}
compdef _shakedown shakedown`,
  fish: `# Completion of shakedown in fish: shakedown completion fish > ~/.config/fish/completions/shakedown.fish
complete -c shakedown -a '(shakedown --complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'`,
} as const;

interface Flags {
  readonly shell: keyof typeof scripts;
}

export const completionCommand: Command<Flags> = {
  command: 'completion <shell>',
  describe: 'print what lets a shell complete commands, flags and names',
  positionals: { shell: { choices: Object.keys(scripts), demandOption: true, describe: 'the shell' } },
  options: {},
  examples: {
    'eval "$($0 completion bash)"': 'in ~/.bashrc; the same with zsh in ~/.zshrc',
    '$0 completion fish > ~/.config/fish/completions/shakedown.fish': 'in fish',
  },
  run: ({ shell }, { print }) => {
    print(scripts[shell]);
    return exitCodes.holds;
  },
};
