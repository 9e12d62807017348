"""Documents of every kind with a marking where offices put it."""

from media.files.inspection.archives import OPENXML
from tests.factories.files import archive, content_types, opendocument
from tests.visits.records.papers import docx, pdf, run

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_with_header(marking: str, *paragraphs: str) -> bytes:
    header = f"<w:hdr {W}><w:p>{run(marking)}</w:p></w:hdr>".encode()
    return docx(*(paragraphs or ("The words of the report.",)), **{"word/header1.xml": header})


def odt(*paragraphs: str, header: str = "") -> bytes:
    t = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    styles = f"<styles {t}><text:p>{header}</text:p></styles>"
    parts = {"content.xml": f"<content {t}>{body}</content>".encode(), "styles.xml": styles.encode()}
    return opendocument(**parts)


def sheet(*, header: str = "", cells: tuple[str, ...] = ()) -> bytes:
    strings = "".join(f"<si><t>{cell}</t></si>" for cell in cells)
    return archive(
        {
            "[Content_Types].xml": content_types(OPENXML["xlsx"]),
            "xl/worksheets/sheet1.xml": (
                f"<worksheet><headerFooter><oddHeader>{header}</oddHeader></headerFooter></worksheet>".encode()
            ),
            "xl/sharedStrings.xml": f"<sst>{strings}</sst>".encode(),
        }
    )


def slides(*, first: str, master: str = "") -> bytes:
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return archive(
        {
            "[Content_Types].xml": content_types(OPENXML["pptx"]),
            "ppt/slides/slide1.xml": f"<p {a}><a:p><a:r><a:t>{first}</a:t></a:r></a:p></p>".encode(),
            "ppt/slideMasters/slideMaster1.xml": f"<p {a}><a:p><a:r><a:t>{master}</a:t></a:r></a:p></p>".encode(),
        }
    )


MARKED = {
    "DOCX header": ("a.docx", docx_with_header("Для служебного пользования Экз. № 3")),
    "DOCX first page": ("a.docx", docx("С Е К Р Е Т Н О", "The words.")),
    "DOCX in Kazakh": ("a.docx", docx("Қызмет бабында пайдалану үшін", "Мәтін.")),
    "ODT header": ("a.odt", odt("The words.", header="ZASTRZEŻONE")),
    "ODT first page": ("a.odt", odt("Poufne, egz. nr 2", "The words.")),
    "XLSX header": ("a.xlsx", sheet(header="&amp;L&amp;8Report&amp;R&amp;&quot;Arial&quot;&amp;14ДСП", cells=("One",))),
    "XLSX cell": ("a.xlsx", sheet(cells=("One", "Xizmatda foydalanish uchun"))),
    "PPTX slide": ("a.pptx", slides(first="RESTREINT UE/EU RESTRICTED")),
    "PPTX master": ("a.pptx", slides(first="One", master="Кызматтык пайдалануу үчүн")),
    "PDF": ("a.pdf", pdf("RESTRICTED", "The words of the report stand here.")),
    "PDF, TLP": ("a.pdf", pdf("The words of the report stand here.", "Corridor - TLP:AMBER+STRICT")),
    "TXT": ("a.txt", "Конфиденциально\n\nТекст.".encode()),
    "TXT in Windows-1251": ("a.txt", "Для служебного пользования\nТекст отчёта.".encode("cp1251")),
    "name": ("report_TLP-AMBER.txt", b"The words."),
}
FREE = {
    "DOCX": (
        "a.docx",
        docx("Restricted goods", "The confidential man was secret.", "ДСП плита 12 мм, 40 листов"),
    ),
    "PDF": ("a.pdf", pdf("RESTRICTED GOODS AND LICENCES", "TLP:GREEN", "Mark it TLP:AMBER if it is for few.")),
    "XLSX": ("a.xlsx", sheet(header="&amp;CPage &amp;P", cells=("Secret ingredient", "Секретариат"))),
    "TXT": ("a.txt", b"TLP:RED\nThe room.\n\nTLP:AMBER\nThe organisation.\n\nTLP:GREEN\nThe community.\n"),
}
