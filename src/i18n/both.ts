/** Imported for its effect where both languages are needed at once: the command line, exports, tests. */
import { en } from './en.ts';
import { addMessages } from './index.ts';

addMessages('en', en);
