/** How many pixels a rem is now. Asked while a page is half drawn, it has the browser style that page. */
export const remInPixels = (): number =>
  parseFloat(getComputedStyle(document.documentElement).fontSize);
