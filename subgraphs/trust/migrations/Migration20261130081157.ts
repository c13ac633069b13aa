import { Migration } from '@mikro-orm/migrations';

export class Migration20261130081157 extends Migration {

  override name = 'Migration20261130081157';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Assessment\` add \`overturnedAtMs\` bigint null;`);
  }
}
