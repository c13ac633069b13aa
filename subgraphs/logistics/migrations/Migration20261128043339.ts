import { Migration } from '@mikro-orm/migrations';

export class Migration20261128043339 extends Migration {

  override name = 'Migration20261128043339';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Collection\` add \`codeRound\` int not null default 0;`);

    this.addSql(`alter table \`Shipment\` add \`codeRound\` int not null default 0;`);
  }

}
