import { Migration } from '@mikro-orm/migrations';

export class Migration20261127070003 extends Migration {

  override name = 'Migration20261127070003';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Device\` add \`endedAtMs\` bigint null;`);

    this.addSql(`alter table \`Vehicle\` add \`endedAtMs\` bigint null;`);
  }

}
