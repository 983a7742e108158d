import { Choice } from '../../ui/Choice.tsx'
import { languages, setLanguage, useLanguage } from '../../ui/i18n/language.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { setThemeChoice, useThemeChoice } from '../../ui/theme.ts'
import { messages } from './messages.ts'

/** Language and theme; both take effect at once. */
export function LookSettings() {
  const t = useT(messages)
  const language = useLanguage()
  const theme = useThemeChoice()
  return (
    <section className="stack" aria-labelledby="look">
      <h2 id="look">{t('look.title')}</h2>
      <div className="settings-choices">
        <Choice
          label={t('look.language')}
          options={languages.map(({ id, name }) => ({
            id,
            label: name,
            lang: id === 'zh' ? 'zh-Hans' : id,
          }))}
          value={language}
          onChange={(next) => void setLanguage(next)}
        />
        <Choice
          label={t('look.theme')}
          options={(['system', 'light', 'dark'] as const).map((id) => ({
            id,
            label: t(`look.${id}`),
          }))}
          value={theme}
          onChange={setThemeChoice}
        />
      </div>
    </section>
  )
}
