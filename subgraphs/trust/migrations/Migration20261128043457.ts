import { Migration } from '@mikro-orm/migrations';

export class Migration20261128043457 extends Migration {

  override name = 'Migration20261128043457';

  override up(): void | Promise<void> {
    this.addSql(`create table \`FileUse\` (\`fileId\` varchar(26) not null, \`thing\` varchar(40) not null, \`thingId\` varchar(64) not null, primary key (\`fileId\`, \`thing\`, \`thingId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`UploadTally\` (\`ownerId\` varchar(64) not null, \`day\` varchar(10) not null, \`dayBytes\` bigint not null, primary key (\`ownerId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`UploadTally\` add index \`UploadTally_day_index\` (\`day\`);`);

    this.addSql(`alter table \`StoredFile\` drop index \`StoredFile_ownerId_index\`;`);
    this.addSql(`alter table \`StoredFile\` add \`unusedSinceMs\` bigint null;`);
    this.addSql(`alter table \`StoredFile\` add index \`StoredFile_unusedSinceMs_index\` (\`unusedSinceMs\`);`);
    this.addSql(`alter table \`StoredFile\` add index \`StoredFile_ownerId_unusedSinceMs_index\` (\`ownerId\`, \`unusedSinceMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`StoredFile\` drop index \`StoredFile_unusedSinceMs_index\`;`);
    this.addSql(`alter table \`StoredFile\` drop index \`StoredFile_ownerId_unusedSinceMs_index\`;`);
    this.addSql(`alter table \`StoredFile\` add index \`StoredFile_ownerId_index\` (\`ownerId\`);`);
  }

}
