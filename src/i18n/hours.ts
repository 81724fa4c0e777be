/** Opening hours (OSM `opening_hours`) as people read them. Rules beyond days and times are shown as they are. */
import type { Locale } from './index.ts';

const DAYS: Record<Locale, Record<string, string>> = {
  zh: { Mo: '周一', Tu: '周二', We: '周三', Th: '周四', Fr: '周五', Sa: '周六', Su: '周日', PH: '节假日' },
  en: { Mo: 'Mon', Tu: 'Tue', We: 'Wed', Th: 'Thu', Fr: 'Fri', Sa: 'Sat', Su: 'Sun', PH: 'holidays' },
};
const PHRASES: Record<Locale, { always: string; daily: string; to: string; off: string; and: string }> = {
  zh: { always: '全天', daily: '每天', to: '至', off: '休息', and: '，' },
  en: { always: 'always open', daily: 'every day', to: ' to ', off: 'closed', and: ', ' },
};

/** Keeps the line from breaking inside 16:30-18:00. */
const WORD_JOINER = '\u2060';

export function formatHours(text: string, locale: Locale): string {
  const days = DAYS[locale];
  const phrases = PHRASES[locale];
  return text
    .replace(/^24\/7$/, phrases.always)
    .replace(/\bMo-Su\b/g, phrases.daily)
    .replace(/\b(Mo|Tu|We|Th|Fr|Sa|Su)-(Mo|Tu|We|Th|Fr|Sa|Su)\b/g, `$1${phrases.to}$2`)
    .replace(/\b(Mo|Tu|We|Th|Fr|Sa|Su|PH)(?![a-z])/g, (day) => days[day] ?? day)
    .replace(/\boff\b/g, phrases.off)
    .replace(/\s*[;,]\s*/g, phrases.and)
    .replace(/(\d)-(\d)/g, `$1-${WORD_JOINER}$2`);
}
