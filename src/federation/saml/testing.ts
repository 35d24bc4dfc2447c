/* Certificates of `CN=idp.example.com`, signed by themselves, from 2020 to 2120 unless said otherwise; their private keys are thrown away. */

export const certificates = {
  /** RSA of 2,048 bits. */
  rsa:
    'MIICqjCCAZICAQEwDQYJKoZIhvcNAQELBQAwGjEYMBYGA1UEAwwPaWRwLmV4YW1wbGUuY29tMCAXDTIwMDEwMTAwMDAwMFoYDzIx' +
    'MjAwMTAxMDAwMDAwWjAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDQ' +
    'SSzHTZSdFuHJJ8XUH35Yydrgy9fosnTdZlF5zDM+mWfEV2v9NEmUmhI3y6eyut5BihfPVp01NDkC1aU4Sa318H+vQ0jeu7YDbTZm' +
    'kFSMx2rhOFfqNglm2ezwo/sX52PhS/4CaLb4tnYpFXRVjerGAfZwgeYO20MzehwSB8CAkltLKQAvVQIZXVd8bNf0b9VbqHA05U7P' +
    'HMmdLXCXcoanoiytTsK4q0As5WOhSB33v9uc0lscks3zEIAJqWfVIVHODBKnynzRwvDHX4QzaoeNqslob/n0vJ0aULCc98Xq2VkB' +
    'mr8kZ4ATyZuEqVytPUw6lLGvkmbeU+e5G5H+V+y3AgMBAAEwDQYJKoZIhvcNAQELBQADggEBAF0a96GlIrxfLL5Jrfjh4+BlBf0g' +
    'HHU2JsmKCMqOGf8pfgUkZbR0Ea6/KWgqNCyRlbUjPYPyZtZ+Y4tCCHE7gdy3A4b69KVPInEu6bGhRpAbvC+ppRzVlmLdzDXXvv8M' +
    'Ffw5ce2imKrmRQl4eWNHlfPSRBG3Pnqhuwq0y02oBhANk2ERIE2ifzD7b2cdsRlbBsw2iMO5E7ZBoIwsLQurfPYe2rhro5NXsyc9' +
    'iFvMEbaKs1BxJDpNsp3hAzThAZZwFRyhTHZ0EjpQO9DdOrzyEPczsh+GrsEh26jlWgnCJwIPTsRa6DnbbNtJ7gH19BlWiySvmwd0' +
    'h/5xnz64N//jFIE=',
  /** RSA of 3,072 bits. */
  rsa2:
    'MIIDqjCCAhICAQIwDQYJKoZIhvcNAQELBQAwGjEYMBYGA1UEAwwPaWRwLmV4YW1wbGUuY29tMCAXDTIwMDEwMTAwMDAwMFoYDzIx' +
    'MjAwMTAxMDAwMDAwWjAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wggGiMA0GCSqGSIb3DQEBAQUAA4IBjwAwggGKAoIBgQCt' +
    'VQJEiHRcWHQNPBbBsjDaCcu8+vICLHy/1yNk4PPVVJGbyLiFz2KCs0RRfbxVhjbV/psnDoGaKXL1BCaprCCD2wpbTcj7KZPfH0mN' +
    'I+YnsqOqBf2hlrRHu47DD/CixtkWexO6ypQuqXLjjtG+MVW40sz8q1wKZffUZ2SOwBaagYsMYcHbMe1kN1tUFhB5Q+SPGXiaJtPT' +
    'Pn5j20D0wx4MSWhMidprxHAFuqEGC5/nqwLEPdnXUfX/es3JeHDHmhE/nGNpvTAE6F9lNeTEmv6eF0Bwl02VIUw71k7sQqBPHnyf' +
    'adFpfN7diI+vCZr/8XIrZbXGmHTKdYrP++q/dS6n+H5igLiJzhQRudB9Z0POhJGEtgrmOWNIvICDE/iVJNOtLPqy0ltVGZpNaXKA' +
    'g1Ktr7WDGEZBHkwVBMkFyOuqi1UEQE8pCWJ6arU4FpruKYCtymYnhhSLYpE7tlKTqW9kN4anApZ2Kkbx0AKPlzd7ZBgs+i45tRHO' +
    'W14TfWbbmZ0CAwEAATANBgkqhkiG9w0BAQsFAAOCAYEAFspij7erIX6w9K6p09ytheMX3eIe/tLHsZ5wRitz+BOulILvMYsfE2XJ' +
    'C3ejVcAYR1mTyy+yA2rUIS1rFX9VkuTTCEIQFXFluwrzVz6MtTN9XlE0/ti2utlbIzT3PE7GnW9K80DzqZiH5Hv0tYKH4Hov2Pyy' +
    'ppc94XGfInMS2siNkNVA3XX1BpthbWxn/a3oMouq9SBGYKz7Sd6zVtYmQitJIEFPVkg8cPxP1SEnD0sivOS75WymTqft3TxaxysF' +
    'LrvKdPDlCBPnrAYOIofRprvZpmT0Nzz4NAZVo9QAad5aAkc1LjvTXilkoMRFrh614dbf0NiFsDmFJ6BLCceP7x0uMimX/6PaZ+7f' +
    'Tq9/vF04UwG/g3hXrMV+Kbqon3CyJ4/OEzdmQlmYGlBcb2bh+BEf5/Sz92JoXM+Abm2afRqa/lgjtytJXUpdG7a5BIb0KCG/Jdgp' +
    'VVUds+BJrz1ag8/hbYkaZmReEdwfV59cPupuEBnIRDP5pt2aYHQQNtFV',
  /** RSA of 1,024 bits. */
  weak:
    'MIIBpTCCAQ4CAQMwDQYJKoZIhvcNAQELBQAwGjEYMBYGA1UEAwwPaWRwLmV4YW1wbGUuY29tMCAXDTIwMDEwMTAwMDAwMFoYDzIx' +
    'MjAwMTAxMDAwMDAwWjAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBAJuBOEHc' +
    'S21a4vf2eWEoTe25p7wnf4Q50BB4ORe7aeMpfUweEgczlWl0bHkEMaXfNBqGNX96znrcZZbet7ER15QA1shaEpzKMrwrOVmMnc9i' +
    'euNdachFUPZJ6mySO5E2RdjT2PNXfZ87W4SCjp3R3Yrr64wIIOjPJEXBoBKCDuAPAgMBAAEwDQYJKoZIhvcNAQELBQADgYEAc9eO' +
    '5zZphsMQpxHjibJ+ibTXYaB+5jbF+19doN6sF1yyCfvMSVSkat2yPLXEHjBofPL993itvtiPRbVMOaXxtuRzkr/+lJVIO9lDaOi8' +
    'ny+d8a+iOwEMU2T98bVutYOdl37qUtlLIITxFEXQ+kJ4sxDvy8PRzwkMkc1O1A++78I=',
  /** P-256. */
  ec:
    'MIIBGzCBxAIBBDAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAx' +
    'MDEwMDAwMDBaMBoxGDAWBgNVBAMMD2lkcC5leGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDnFv0DhTgDCGngA' +
    'Mvwe2HuIwVWLNClIsQ4gr7+ofSsY5LhmqBCWJu/qu8UG9lEXyhiJURjnXf4NdO9djQ3isQ0wCgYIKoZIzj0EAwIDRgAwQwIgQebf' +
    'ABL5i12Xw4B/kiMkxumT94UGsdYcFqVkzusaK/UCH17rNUxAyLkdXMqyvfSGP9FKBZk8RAqf0zTITxAaK2A=',
  /** secp256k1. */
  k1:
    'MIIBGzCBwQIBBTAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAx' +
    'MDEwMDAwMDBaMBoxGDAWBgNVBAMMD2lkcC5leGFtcGxlLmNvbTBWMBAGByqGSM49AgEGBSuBBAAKA0IABGmYS6Wo7LRg6xZAdtYz' +
    'IFsYViL+60SX6awq6zSKFv1CtLJmJzXbK7IJ8lyIjG2NIdRbmZRZ8DLmsHYdC5LQUgIwCgYIKoZIzj0EAwIDSQAwRgIhALlMqLbT' +
    'TnHI1pKIHGf7tZZ31bvWyx6W6IXfNUjr60v1AiEAqQjuQdoAy+Nee9G4WTbDVluh+gCTjqOO1BMNpOIB+cM=',
  /** Ed25519. */
  ed:
    'MIHdMIGQAgEGMAUGAytlcDAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAw' +
    'MDBaMBoxGDAWBgNVBAMMD2lkcC5leGFtcGxlLmNvbTAqMAUGAytlcAMhAFlE4pz9lIpupmyOx4qYHjtUkNwHylmZA8AeXXXV9JZk' +
    'MAUGAytlcANBAEHyDInvzllkRDKN5UspzAQ0Ux7WAqh+LRiGAIZ4kssdJRGIehNayj77ALRztS/N3dGfV0GRjgLd6GWOplaCEAs=',
  /** P-256, until 2020. */
  expired:
    'MIIBGzCBwgIBBzAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wHhcNMTAwMTAxMDAwMDAwWhcNMjAwMTAx' +
    'MDAwMDAwWjAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATD4HrV0XOtkjhmlGPg' +
    's8ZpwGQVkoua9IFm1hdi6IheOeB1q4JBJqyB8x/BzUY/Ea3GpMGj0xfmJrl1fHiYA2p4MAoGCCqGSM49BAMCA0gAMEUCIQD2a9bq' +
    'BQGAmSwfhq6/G6WadGr64suSixwFPlwOyPaeVAIgaL/0Wnj5+CMe0y4OrM2DGZTu8NIJ/qFRajqXCELpsJY=',
  /** P-256, from 2090. */
  future:
    'MIIBHjCBxgIBCDAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wIhgPMjA5MDAxMDEwMDAwMDBaGA8yMTIw' +
    'MDEwMTAwMDAwMFowGjEYMBYGA1UEAwwPaWRwLmV4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQda26L5gMfAb' +
    '9Wt+dDGh3yGOlJ5PzT5nJn+9td4eqccy5AxlE4Ci0N65104AS0rnLEg8LtNhpL3BbDAfSglFMjAKBggqhkjOPQQDAgNHADBEAiBh' +
    '6j2+QIpvjCFp5ePXHl7yjFwG7D+A0eU9kMIk/U/y0QIgUeKEV6uIHJ2hd+Ae5iCIoOxybpII6ejhPB1gOyOLH40=',
} as const;

/** One KeyDescriptor. */
export const key = (certificate: string, use: string = ' use="signing"'): string =>
  `<md:KeyDescriptor${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;

export const SSO_URL = 'https://idp.example.com/sso';

/** Metadata of an identity provider with these KeyDescriptors; longer than the least that AWS takes. */
export const metadata = (keys: string = key(certificates.rsa), attributes = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="https://idp.example.com/saml"${attributes}>
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    ${keys}
    <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${SSO_URL}"/>
  </md:IDPSSODescriptor>
  <md:Organization><md:OrganizationName xml:lang="en">${'Example '.repeat(30)}</md:OrganizationName></md:Organization>
</md:EntityDescriptor>`;
