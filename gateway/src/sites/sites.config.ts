import { isAbsolute, resolve } from 'node:path';
import { z } from '@heitu/kit/rules/validate';

/** A folder of built pages, and the path that it stands at. */
export interface Site {
  /** `/shop`, or `/` for what no other site has. */
  path: string;
  folder: string;
}

export interface SitesSettings {
  sites: readonly Site[];
  /** Where the simulated outside shows pages to people; null where the outside is real. */
  sandboxUrl: string | null;
}

const SITE = /^(\/(?:[a-z][a-z0-9-]*)?)=(.+)$/;

export const sitesOf = z.string().transform((list, issues): Site[] => {
  const sites: Site[] = [];
  for (const item of list
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [, path, folder] = SITE.exec(item) ?? [];
    if (path === undefined || folder === undefined || sites.some((site) => site.path === path))
      issues.addIssue({ code: 'custom', message: `${item} is not /path=folder, each path once` });
    else sites.push({ path, folder: isAbsolute(folder) ? folder : resolve(folder) });
  }
  return sites;
});
