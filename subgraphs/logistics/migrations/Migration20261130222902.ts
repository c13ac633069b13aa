import { Migration } from '@mikro-orm/migrations';

export class Migration20261130222902 extends Migration {

  override name = 'Migration20261130222902';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Carrier\` add \`namedAtMs\` bigint null;`);
    this.addSql(`alter table \`Station\` add \`namedAtMs\` bigint null;`);
  }

}
