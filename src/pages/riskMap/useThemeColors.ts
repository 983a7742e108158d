import { useEffect, useState } from 'react'

const names = ['ink', 'paper', 'raised', 'exposure', 'grey-1', 'grey-3', 'grey-4', 'focus'] as const

/** Colours of the theme in force, as a canvas takes them. */
export type ThemeColors = Readonly<Record<(typeof names)[number], string>>

/** The theme's colours, read anew when theme or contrast changes. `null` before the first look. */
export function useThemeColors(): ThemeColors | null {
  const [colors, setColors] = useState<ThemeColors | null>(null)
  useEffect(() => {
    const read = () => {
      // A custom property is only resolved where it is used.
      const probe = document.createElement('span')
      probe.hidden = true
      document.body.append(probe)
      const found = Object.fromEntries(
        names.map((name) => {
          probe.style.color = `var(--${name})`
          return [name, getComputedStyle(probe).color]
        }),
      )
      probe.remove()
      setColors(found as Record<(typeof names)[number], string>)
    }
    read()
    const scheme = window.matchMedia('(prefers-color-scheme: dark)')
    const contrast = window.matchMedia('(forced-colors: active)')
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    scheme.addEventListener('change', read)
    contrast.addEventListener('change', read)
    return () => {
      observer.disconnect()
      scheme.removeEventListener('change', read)
      contrast.removeEventListener('change', read)
    }
  }, [])
  return colors
}
