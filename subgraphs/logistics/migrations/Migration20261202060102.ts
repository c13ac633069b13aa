import { Migration } from '@mikro-orm/migrations';

export class Migration20261202060102 extends Migration {

  override name = 'Migration20261202060102';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`CodRemittance\` add \`overdueToldAtMs\` bigint null;`);
  }

}
