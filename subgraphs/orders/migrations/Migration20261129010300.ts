import { Migration } from '@mikro-orm/migrations';

export class Migration20261129010300 extends Migration {

  override name = 'Migration20261129010300';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Order\` add \`payment\` varchar(40) not null default 'prepaid';`);
  }

}
