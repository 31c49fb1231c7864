import { create } from 'zustand'
import { onRemembered, remember, remembered } from './remembered.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'

const KEY = 'theme'
const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark']

/** What the page looks like now; a canvas redraws when `dark` changes. */
export const useTheme = create<{ choice: ThemeChoice; dark: boolean }>()(() => ({ choice: 'system', dark: false }))

function apply(choice: ThemeChoice, systemIsDark: boolean): void {
  if (choice === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
  useTheme.setState({ choice, dark: choice === 'dark' || (choice === 'system' && systemIsDark) })
}

const system = () => matchMedia('(prefers-color-scheme: dark)')

/** Takes over the stored choice, and follows the system and other tabs from now on. */
export function startTheme(): void {
  const takeOver = () => apply(CHOICES.find((choice) => choice === remembered(KEY)) ?? 'system', system().matches)
  takeOver()
  onRemembered(KEY, takeOver)
  system().addEventListener('change', (event) => apply(useTheme.getState().choice, event.matches))
}

/** Chooses light, dark, or what the system says; remembered for the next visit. */
export function chooseTheme(choice: ThemeChoice): void {
  remember(KEY, choice)
  apply(choice, system().matches)
}
