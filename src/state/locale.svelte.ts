import { hasMessages, loadMessages, messages, type Locale, type Messages } from '../i18n/index.ts';
import { findSetting, keepSetting } from './storage.ts';

export type TextSize = 'normal' | 'large';

/** Chinese unless the address, or the user on a former visit, said otherwise. */
export function findLocale(fromAddress: Locale | null): Locale {
  return fromAddress ?? (findSetting('locale') === 'en' ? 'en' : 'zh');
}

/** Language and size of text. A language that could not be loaded is not taken. */
export class LocaleState {
  #locale = $state<Locale>('zh');
  #wanted = $state<Locale>('zh');
  #textSize = $state<TextSize>('normal');

  constructor(fromAddress: Locale | null) {
    const asked = findLocale(fromAddress);
    if (hasMessages(asked)) this.#locale = this.#wanted = asked;
    this.#textSize = findSetting('text') === 'large' ? 'large' : 'normal';
  }

  get current(): Locale {
    return this.#locale;
  }

  /** The one asked for last, while it is being loaded too: the address says this one. */
  get wanted(): Locale {
    return this.#wanted;
  }

  /** Changes at once, or when the language has been loaded. */
  set current(locale: Locale) {
    this.#wanted = locale;
    if (hasMessages(locale)) this.#take(locale);
    else {
      loadMessages(locale).then(
        () => this.#take(locale),
        () => (this.#wanted = this.#locale), // out of reach: the page stays as it is, and the button can be pressed again
      );
    }
  }

  #take(locale: Locale): void {
    if (this.#wanted !== locale) return;
    this.#locale = locale;
    keepSetting('locale', locale);
  }

  get textSize(): TextSize {
    return this.#textSize;
  }

  set textSize(size: TextSize) {
    this.#textSize = size;
    keepSetting('text', size);
  }

  get words(): Messages {
    return messages(this.#locale);
  }
}
