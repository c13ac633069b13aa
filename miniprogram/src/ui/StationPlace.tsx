import { kilometres } from '@/lib/format';
import { Cell } from './parts';

interface StationPlaceProps {
  of: { address: string; opens: string | null; closes: string | null };
  /** From where the goods would else be brought; of a station that is being chosen. */
  distanceMetres?: number | null;
}
/** Where a village station is, how far, and when somebody is there. */
export const StationPlace = ({ of: { address, opens, closes }, distanceMetres }: StationPlaceProps) => (
  <>
    <Cell label="在哪">{address}</Cell>
    {typeof distanceMetres === 'number' && <Cell label="多远">离收货的村约 {kilometres(distanceMetres)}，直线</Cell>}
    {opens && (
      <Cell label="几点开门">
        {opens} 到 {closes}
      </Cell>
    )}
  </>
);
