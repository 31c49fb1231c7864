import { create } from 'zustand'

export type ThemeChoice = 'system' | 'light' | 'dark'

const KEY = 'theme'
const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark']

/** What the page looks like now; a canvas redraws when `dark` changes. */
export const useTheme = create<{ choice: ThemeChoice; dark: boolean }>()(() => ({ choice: 'system', dark: false }))

function stored(): ThemeChoice {
  // Reading storage throws where the browser blocks it.
  try {
    return CHOICES.find((choice) => choice === localStorage.getItem(KEY)) ?? 'system'
  } catch {
    return 'system'
  }
}

function store(choice: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, choice)
  } catch {
    // The choice then lasts as long as the page.
  }
}

function apply(choice: ThemeChoice, systemIsDark: boolean): void {
  if (choice === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
  useTheme.setState({ choice, dark: choice === 'dark' || (choice === 'system' && systemIsDark) })
}

const system = () => matchMedia('(prefers-color-scheme: dark)')

/** Takes over the stored choice and follows the system from now on. */
export function startTheme(): void {
  apply(stored(), system().matches)
  system().addEventListener('change', (event) => apply(useTheme.getState().choice, event.matches))
}

/** Chooses light, dark, or what the system says; remembered for the next visit. */
export function chooseTheme(choice: ThemeChoice): void {
  store(choice)
  apply(choice, system().matches)
}
