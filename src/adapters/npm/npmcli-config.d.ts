declare module '@npmcli/config' {
  /** npm's own reader of its settings: files, environment, defaults. */
  class Config {
    constructor(options: {
      npmPath: string;
      definitions: object;
      shorthands: object;
      flatten: unknown;
      nerfDarts?: readonly string[];
      env: Record<string, string | undefined>;
      argv: readonly string[];
      execPath: string;
      cwd: string;
      warn: boolean;
    });
    load(): Promise<void>;
    /** The settings as npm's libraries take them. */
    readonly flat: Record<string, unknown>;
  }
  export = Config;
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const settings: {
    definitions: object;
    shorthands: object;
    flatten: unknown;
    nerfDarts: readonly string[];
  };
  export = settings;
}
