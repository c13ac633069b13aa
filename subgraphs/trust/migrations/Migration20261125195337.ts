import { Migration } from '@mikro-orm/migrations';

export class Migration20261125195337 extends Migration {

  override name = 'Migration20261125195337';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Message\` modify \`body\` text not null;`);

    this.addSql(`alter table \`OversightRequest\` modify \`subject\` text not null;`);

    this.addSql(`alter table \`Review\` modify \`heldReason\` text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Message\` modify \`body\` varchar(255) not null;`);

    this.addSql(`alter table \`OversightRequest\` modify \`subject\` varchar(255) not null;`);

    this.addSql(`alter table \`Review\` modify \`heldReason\` varchar(255) null;`);
  }

}
