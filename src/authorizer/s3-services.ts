/** The services of S3, by the name that their clients sign for: they sign paths and bodies in a way of their own. */
export const S3_SERVICES: ReadonlySet<string> = new Set(['s3', 's3-object-lambda', 's3-outposts']);
