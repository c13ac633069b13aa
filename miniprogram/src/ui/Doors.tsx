import { View } from '@tarojs/components';
import { Icon, type IconName } from './Icon';
import { Section } from './parts';
import './doors.scss';

export interface Door {
  icon: IconName;
  label: string;
  onTap: () => unknown;
  /** How many wait behind it. */
  count?: number;
}

/** Where one can go from here: pictures that one knows again, each with its word. */
export const Doors = ({ title, doors }: { title?: string; doors: readonly Door[] }) => (
  <Section title={title}>
    <View className="doors">
      {doors.map(({ icon, label, onTap, count }) => (
        <View key={label} className="door" aria-role="button" onClick={() => void onTap()}>
          <View className="door-mark">
            <Icon name={icon} size={28} />
            {!!count && (
              <View className="door-count" aria-label={`${count}件`}>
                {count > 99 ? '99+' : count}
              </View>
            )}
          </View>
          <View className="door-word">{label}</View>
        </View>
      ))}
    </View>
  </Section>
);
