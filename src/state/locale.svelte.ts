import { LANGUAGE_TAGS, messages, type Locale, type Messages } from '../i18n/index.ts';
import { findSetting, keepSetting } from './storage.ts';

export type TextSize = 'normal' | 'large';

/** Language and size of text. Chinese unless the user, or the address, said otherwise. */
export class LocaleState {
  #locale = $state<Locale>('zh');
  #textSize = $state<TextSize>('normal');

  constructor(fromAddress: Locale | null) {
    this.#locale = fromAddress ?? (findSetting('locale') === 'en' ? 'en' : 'zh');
    this.#textSize = findSetting('text') === 'large' ? 'large' : 'normal';
  }

  get current(): Locale {
    return this.#locale;
  }

  set current(locale: Locale) {
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

  get tag(): string {
    return LANGUAGE_TAGS[this.#locale];
  }
}
