/** The pictogram of a place under cameras: our own drawing, free to use. */
export const pictogram = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">
<rect width="120" height="120" rx="14" fill="#0b4f8a"/>
<rect x="22" y="40" width="50" height="34" rx="5" fill="#ffffff"/>
<path d="M74 51 L98 39 V75 L74 63 Z" fill="#ffffff"/>
<path d="M47 74 V90 M30 92 H64" stroke="#ffffff" stroke-width="6" stroke-linecap="round" fill="none"/>
</svg>`;
