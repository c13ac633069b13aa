import { Migration } from '@mikro-orm/migrations';

export class Migration20261202163326 extends Migration {

  override name = 'Migration20261202163326';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`CodRemittance\` add \`remindedAtMs\` bigint null;`);
  }

}
