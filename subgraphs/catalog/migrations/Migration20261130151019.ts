import { Migration } from '@mikro-orm/migrations';

export class Migration20261130151019 extends Migration {

  override name = 'Migration20261130151019';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Laboratory\` drop index \`Laboratory_accreditationNumber_unique\`;`);
    this.addSql(`alter table \`Laboratory\` drop index \`Laboratory_name_unique\`;`);
    this.addSql(`alter table \`Laboratory\` add \`validFrom\` varchar(10) null, add \`fileId\` varchar(64) null, add \`filedAs\` varchar(140) null, add \`state\` varchar(40) not null, add \`filedByAccountId\` varchar(64) not null, add \`acceptDueAtMs\` bigint not null, add \`decidedAtMs\` bigint null, add \`decidedByAccountId\` varchar(64) null, add \`decidedByRole\` varchar(40) null, add \`returnReason\` varchar(200) null;`);
    this.addSql(`alter table \`Laboratory\` add unique \`Laboratory_filedAs_unique\` (\`filedAs\`);`);
    this.addSql(`alter table \`Laboratory\` add index \`Laboratory_name_index\` (\`name\`);`);
    this.addSql(`alter table \`Laboratory\` add index \`Laboratory_fileId_index\` (\`fileId\`);`);
    this.addSql(`alter table \`Laboratory\` add index \`Laboratory_state_validUntil_index\` (\`state\`, \`validUntil\`);`);
    // Those from before were accepted by who filed them.
    this.addSql(`update \`Laboratory\` set \`state\` = 'accepted', \`filedAs\` = concat(\`name\`, '|', \`validUntil\`);`);
  }
}
