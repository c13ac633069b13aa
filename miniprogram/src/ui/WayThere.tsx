import type { Place } from '@/lib/place';
import { showOnMap } from '@/lib/platform';
import { Button } from './Button';
import { Icon } from './Icon';

/** The phone's own map, which knows the way there. */
export const WayThere = ({ to, small = false }: { to: Place; small?: boolean }) => (
  <Button small={small} onTap={() => showOnMap(to)}>
    <Icon name="go" />
    带我去
  </Button>
);
