import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { loadMessages } from './i18n/index.ts';
import { parseAddress } from './state/address.ts';
import { findLocale } from './state/locale.svelte.ts';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element #app');
const { locale } = parseAddress(location.hash);
// A task of its own, after the one that has read the scripts.
const start = (): void => {
  setTimeout(() => mount(App, { target }));
};
// Without its sentences the page is Chinese.
loadMessages(findLocale(locale)).then(start, start);
