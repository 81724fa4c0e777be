/**
 * Counts to `last`, each step in a task of its own: what is shown by the count is drawn part by part, and between two
 * parts the page hears its reader. To be made while a component is.
 */
export class InTurn {
  count = $state(0);

  constructor(last: () => number) {
    $effect(() => {
      if (this.count >= last()) return;
      const later = setTimeout(() => this.count++);
      return () => clearTimeout(later);
    });
  }
}
