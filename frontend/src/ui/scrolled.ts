/** How far the page has been scrolled, noted as it happens: asked for later, it would have the browser lay out a page that is half drawn. */
let top = 0;
addEventListener('scroll', () => (top = scrollY), { passive: true });

/** In pixels. */
export const scrolled = (): number => top;
