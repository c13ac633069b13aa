import Taro from '@tarojs/taro';
import { Canvas, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { penOf, pointOf, type Pen, type Point } from '@/lib/strokes';

const PAD = 'signature-pad';

/** Where a finger writes; `padOf` is the parcel whose pad is on the page, null while there is none. */
export function usePad(padOf: string | null, onDown: () => void) {
  const [started, setStarted] = useState(false);
  const strokes = useRef<Point[][]>([]);
  const pen = useRef<Pen | null>(null);
  // The pad is there once the parcel is, on a slow phone somewhat later; what is drawn before is drawn then.
  const findPen = async (): Promise<void> => void (pen.current = await penOf(PAD, strokes.current));
  useEffect(() => {
    pen.current = null;
    if (padOf) Taro.nextTick(() => void findPen());
  }, [padOf]);

  const down = (event: unknown) => {
    const point = pointOf(event, PAD);
    if (!point) return;
    onDown();
    strokes.current.push([point]);
    setStarted(true);
    if (pen.current) pen.current.down(point);
    else void findPen();
  };
  const move = (event: unknown) => {
    const point = pointOf(event, PAD);
    const stroke = strokes.current[strokes.current.length - 1];
    if (!point || !stroke) return;
    stroke.push(point);
    pen.current?.move(point);
  };
  const wipe = () => {
    strokes.current = [];
    setStarted(false);
    pen.current?.wipe();
  };
  return { strokes, started, down, move, wipe };
}

type Props = Pick<ReturnType<typeof usePad>, 'started' | 'down' | 'move'>;
export const Pad = ({ started, down, move }: Props) => (
  <View className="pad over clip dashed r-card on-sheet gap-top column">
    {!started && <View>用手指在这里写名字</View>}
    <Canvas
      className="lie fill"
      type="2d"
      id={PAD}
      canvasId={PAD}
      disableScroll
      onTouchStart={down}
      onTouchMove={move}
      aria-label="签名框，用手指写名字"
    />
  </View>
);
