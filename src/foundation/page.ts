/** What a page of a list is asked with: `after` is the `next` of the page before. */
export interface PageRequest {
  readonly after?: string | undefined;
  /** 1…500, 50 when absent */
  readonly limit?: number | undefined;
}

/** One page of a list; `next` is absent on the last. */
export interface Page<Item> {
  items: Item[];
  next?: string;
}
