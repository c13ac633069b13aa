import type { ToDo } from '@/lib/to-do';
import { Due, DueBy } from './DueBy';
import { Section } from './parts';

/** What waits for whoever opens the page, each with its clock; nothing where nothing does. */
export function ToDos({ todos }: { todos: readonly ToDo[] }) {
  if (todos.length === 0) return null;
  return (
    <Section title="等您办的">
      {todos.map(({ key, what, due, onTap }) => (
        <Due key={key} what={what} onTap={onTap}>
          <DueBy {...due} />
        </Due>
      ))}
    </Section>
  );
}
