import { ChangeCart, type ChangeCartMutation } from '@/api/shop';
import { act } from './client';
import { go } from './go';
import { keep, kept } from './storage';
import { createStore } from './store';

/** What the pages of buying hand on to each other. */

export interface BoughtLine {
  skuId: string;
  quantity: number;
}

/** Puts so many of it into the cart: the number that shall lie there, not how many more. */
export const setCartLine = (
  skuId: string,
  quantity: number,
): Promise<Extract<ChangeCartMutation['setCartLine'], { __typename: 'Cart' }>> => act(ChangeCart, { skuId, quantity });

/**
 * Lines on their way to the checkout: bought at once, or chosen in the cart. Kept, since a sign-in or a payment may
 * leave the page in between.
 */
export const takeToCheckout = (lines: readonly BoughtLine[]): void => void keep('checkout', lines);
export const atCheckout = (): BoughtLine[] => kept<BoughtLine[]>('checkout') ?? [];

/** The same once more, straight to the checkout; what is no longer sold the checkout says. */
export function buyAgain(lines: readonly { sku?: { id: string } | null; quantity: number }[]): void {
  takeToCheckout(lines.flatMap(({ sku, quantity }) => (sku ? [{ skuId: sku.id, quantity }] : [])));
  go('/pages/checkout/index');
}

/** Where it shall be brought, as far as a price list needs it. */
export interface Place {
  divisionCode: string;
  text: string;
}
const chosenPlace = createStore<Place | null>(() => kept<Place>('place'), { ofPerson: true });
const homePlace = createStore<Place | null>(() => kept<Place>('home-place'));
/** That of the address chosen last, or else the county's own; null where neither is known yet. */
export const placeNow = (): Place | null => chosenPlace.get() ?? homePlace.get();
/** Where the address chosen last is; null where nobody has chosen one. */
export const chosenDivision = (): string | null => chosenPlace.get()?.divisionCode ?? null;
/** What this county is called, once the first page was there. */
export const homeCounty = (): string | undefined => homePlace.get()?.text;
export function setPlace(value: Place): void {
  keep('place', value);
  chosenPlace.set(value);
}
export function setHomePlace(value: Place): void {
  if (homePlace.get()?.divisionCode === value.divisionCode) return;
  keep('home-place', value);
  homePlace.set(value);
}
/**
 * The page of addresses leaves the chosen one here (`?choose=1`); what it costs to bring something is asked for its
 * place from then on.
 */
export const chosenAddress = (): string | null => kept<string>('chosen.address');
export function chooseAddress({
  id,
  divisionCode,
  detail,
}: {
  id: string;
  divisionCode: string;
  detail: string;
}): void {
  keep('chosen.address', id);
  setPlace({ divisionCode, text: detail });
}

/** A tab takes no parameters: which kind to open it with lies here. */
export const openKind = createStore<string | null>(() => null);
