import { useWords } from '../text/words.ts';
import { changeSettings, useSettings } from './settings.ts';

/** Light or dark, and the language. */
export const Switches = () => {
  const words = useWords();
  const { theme, language } = useSettings();
  return (
    <div className="switches">
      <label>
        <span className="unseen">{words.page('theme.switch')}</span>
        <select
          className="field"
          value={theme ?? 'auto'}
          onChange={({ target: { value } }) =>
            changeSettings({ theme: value === 'light' || value === 'dark' ? value : null })
          }
        >
          <option value="auto">{words.page('theme.auto')}</option>
          <option value="light">{words.page('theme.light')}</option>
          <option value="dark">{words.page('theme.dark')}</option>
        </select>
      </label>
      <button
        type="button"
        className="button"
        lang={language === 'en' ? 'es' : 'en'}
        onClick={() => changeSettings({ language: language === 'en' ? 'es' : 'en' })}
      >
        {words.page('language.name')}
      </button>
    </div>
  );
};
