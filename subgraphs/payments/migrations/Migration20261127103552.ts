import { Migration } from '@mikro-orm/migrations';

export class Migration20261127103552 extends Migration {

  override name = 'Migration20261127103552';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`RiskHold\` add \`orderIds\` mediumtext null;`);
  }

}
