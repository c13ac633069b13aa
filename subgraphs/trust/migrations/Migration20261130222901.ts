import { Migration } from '@mikro-orm/migrations';

export class Migration20261130222901 extends Migration {

  override name = 'Migration20261130222901';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`KnownParty\` add \`namedAtMs\` bigint null;`);
  }

}
