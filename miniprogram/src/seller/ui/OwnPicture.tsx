import type { ProductState } from '@/api/seller';
import { PrivatePicture } from '@/ui/Photos';
import { Picture } from '@/ui/parts';

const SHOWN_STATES: ReadonlySet<ProductState> = new Set<ProductState>(['ON_SALE', 'WITHDRAWN']);

/** A picture of one's own product. Nobody else may see one of a draft, so it is asked for by who is signed in. */
export function OwnPicture({
  id,
  state,
  size,
  label,
}: {
  id: string | null | undefined;
  state: ProductState;
  size: number;
  label: string;
}) {
  if (!id || SHOWN_STATES.has(state)) return <Picture id={id} size={size} label={label} />;
  return <PrivatePicture id={id} edge="catalog" size={size} label={label} />;
}
