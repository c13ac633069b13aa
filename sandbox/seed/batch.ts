import type { EntityName, RequiredEntityData } from '@mikro-orm/core';
import type { Context } from '@heitu/kit/data/context';
import { inChunks } from './history.ts';

const CHUNK = 400;
/** What the table of an entity takes. */
export type RowFor<Table> = Table extends EntityName<infer Entity> ? RequiredEntityData<Entity> : never;

/** Rows of one table, inserted together. */
export class Batch<Entity extends object> {
  private readonly rows: RequiredEntityData<Entity>[] = [];
  constructor(private readonly table: EntityName<Entity>) {}
  add(...rows: RequiredEntityData<Entity>[]): void {
    this.rows.push(...rows);
  }
  async insert({ em }: Context): Promise<void> {
    for await (const chunk of inChunks(this.rows, CHUNK)) await em.insertMany<Entity>(this.table, chunk);
  }
}
/** Table by table. */
export async function insertAll(
  context: Context,
  batches: Readonly<Record<string, { insert(context: Context): Promise<void> }>>,
): Promise<void> {
  for (const batch of Object.values(batches)) await batch.insert(context);
}
