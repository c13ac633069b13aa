import { Migration } from '@mikro-orm/migrations';

export class Migration20261125195336 extends Migration {

  override name = 'Migration20261125195336';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`ContentReview\` modify \`reason\` text not null;`);

    this.addSql(`alter table \`PriceFlag\` modify \`note\` text null;`);

    this.addSql(`alter table \`Product\` modify \`stateReason\` text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`ContentReview\` modify \`reason\` varchar(500) not null;`);

    this.addSql(`alter table \`PriceFlag\` modify \`note\` varchar(500) null;`);

    this.addSql(`alter table \`Product\` modify \`stateReason\` varchar(500) null;`);
  }

}
