import { Migration } from '@mikro-orm/migrations';

export class Migration20261202060101 extends Migration {

  override name = 'Migration20261202060101';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`ReconciliationCase\` add \`outTradeNo\` varchar(64) null;`);
    this.addSql(`alter table \`ReconciliationCase\` add \`provenBy\` varchar(80) null;`);
  }

}
