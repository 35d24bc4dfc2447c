"""Signs one element of a SAML document with signxml: KEY CERTIFICATE ID METHOD, the document on stdin, the signed one on stdout."""

import sys

from lxml import etree
from signxml import SignatureConstructionMethod, XMLSigner
from signxml.algorithms import CanonicalizationMethod

key, certificate, element_id, method = sys.argv[1:5]
root = etree.fromstring(sys.stdin.buffer.read())
(element,) = root.xpath("//*[@ID=$wanted]", wanted=element_id)
signer = XMLSigner(
    method=SignatureConstructionMethod.enveloped,
    signature_algorithm=method,
    digest_algorithm=method.split("-")[1],
    c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
)
signer.namespaces = {"ds": "http://www.w3.org/2000/09/xmldsig#"}
# Where the schema has it: behind the issuer.
DS = "http://www.w3.org/2000/09/xmldsig#"
issuer = element.find("{urn:oasis:names:tc:SAML:2.0:assertion}Issuer")
issuer.addnext(etree.Element(f"{{{DS}}}Signature", Id="placeholder", nsmap={"ds": DS}))
signed = signer.sign(
    element, key=open(key).read(), cert=open(certificate).read(), reference_uri=element_id, id_attribute="ID"
)
if element.getparent() is None:
    root = signed
else:
    element.getparent().replace(element, signed)
sys.stdout.buffer.write(etree.tostring(root))
