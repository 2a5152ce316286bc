import { createContext, useContext, useEffect, useState } from 'react'

type Choice = 'system' | 'light' | 'dark'

export interface Theme {
  readonly choice: Choice
  readonly isDark: boolean
  readonly toggle: () => void
}

const key = 'local-slack-theme'

const stored = (): Choice => {
  const asked = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem(key)
  return asked === 'light' || asked === 'dark' ? asked : 'system'
}

const system = matchMedia('(prefers-color-scheme: dark)')

/** Light or dark: what the system says until the person chooses. */
export const useThemeChoice = (): Theme => {
  const [choice, setChoice] = useState<Choice>(stored)
  const [systemIsDark, setSystemIsDark] = useState(system.matches)
  const isDark = choice === 'system' ? systemIsDark : choice === 'dark'
  useEffect(() => {
    const follow = () => setSystemIsDark(system.matches)
    system.addEventListener('change', follow)
    return () => system.removeEventListener('change', follow)
  }, [])
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
  }, [isDark])
  const toggle = () => {
    const next = isDark ? 'light' : 'dark'
    localStorage.setItem(key, next)
    setChoice(next)
  }
  return { choice, isDark, toggle }
}

export const ThemeContext = createContext<Theme>({ choice: 'system', isDark: false, toggle: () => undefined })

export const useTheme = (): Theme => useContext(ThemeContext)
