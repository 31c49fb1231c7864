import { IconButton } from '../controls/IconButton.tsx'
import { chooseTheme, type ThemeChoice as Theme, useTheme } from '../theme.ts'

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }
const NAMES: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' }

/** Goes round light, dark, and what the system says. */
export function ThemeChoice() {
  const choice = useTheme((theme) => theme.choice)
  const label = `Appearance: ${NAMES[choice]}. Change to ${NAMES[NEXT[choice]]}`
  return <IconButton label={label} title={label} onClick={() => chooseTheme(NEXT[choice])} box={16} strokes={ICONS[choice]} />
}

const ICONS = {
  system: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none" />
    </>
  ),
  light: (
    <>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.5 1.5M11.5 11.5 13 13M13 3l-1.5 1.5M4.5 11.5 3 13" />
    </>
  ),
  dark: 'M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3z',
}
