/** What a chord is read from: a KeyboardEvent. */
type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * A key press in words: “r”, “Shift+Mod+z”, “[”; Mod is Ctrl or ⌘. For a sign the modifiers don't count that
 * some keyboards need to type it.
 */
export function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  const isSign = /^[^\p{L}\d\s]$/u.test(key)
  const alt = altKey && !isSign
  const mod = (ctrlKey || metaKey) && !(altKey && isSign)
  const shift = shiftKey && !isSign
  const name = key.length === 1 ? key.toLowerCase() : key
  return `${shift ? 'Shift+' : ''}${alt ? 'Alt+' : ''}${mod ? 'Mod+' : ''}${name}`
}
